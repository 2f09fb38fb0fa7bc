"""Migration: an index that is made while others write."""
from alembic import op

revision, down_revision = "two", "one"


# region show
def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("by_name", "item", ["name"],
                        postgresql_concurrently=True)
# endregion
