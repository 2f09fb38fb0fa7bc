from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


# region show
class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    note: Mapped[str | None]


def label(item: Item) -> int:
    reveal_type(item.name)
    reveal_type(item.note)
    return item.name


def find(session: Session) -> None:
    reveal_type(session.scalars(select(Item)).all())
    select(Item).where(Item.nmae == "cup")
# endregion
