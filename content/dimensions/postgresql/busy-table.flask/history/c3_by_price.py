from alembic import op

revision, down_revision = "c3", "b2"


# region show
def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(
            "by_price", "item", ["price"],
            postgresql_concurrently=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index(
            "by_price", "item", postgresql_concurrently=True)
# endregion
