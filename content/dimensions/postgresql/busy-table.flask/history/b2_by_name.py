from alembic import op

revision, down_revision = "b2", "a1"


def upgrade():
    op.create_index("by_name", "item", ["name"])
