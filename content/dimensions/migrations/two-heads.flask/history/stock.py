import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "a1"


def upgrade():
    op.add_column("item", sa.Column(
        "stock", sa.Integer(), nullable=False, server_default="0"))


def downgrade():
    op.drop_column("item", "stock")
