import sqlalchemy as sa
from alembic import op

# region show
item = sa.table("item", sa.column("price"))   # as it was then


def give_prices():
    op.execute(
        item.update().where(item.c.price == 0).values(price=500))
# endregion


def broken():
    op.add_column("item", sa.Column("colour", sa.String()))
    raise ValueError("this file was not ready")
