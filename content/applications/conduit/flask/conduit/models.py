import re
import sqlite3
import unicodedata
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from flask_login import UserMixin
from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Select,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    func,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    Mapped,
    WriteOnlyMapped,
    mapped_column,
    query_expression,
    relationship,
    selectinload,
    with_expression,
)
from sqlalchemy.orm.interfaces import ExecutableOption
from werkzeug.security import check_password_hash, generate_password_hash

from .extensions import db


@event.listens_for(Engine, "connect")
def enforce_foreign_keys(connection: Any, record: Any) -> None:
    """Have SQLite enforce the foreign keys, which it does only when asked."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA foreign_keys = ON")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, also on SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(
        self, value: datetime | None, dialect: Any
    ) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


def now() -> datetime:
    return datetime.now(UTC)


follows = Table(
    "follows",
    db.metadata,
    Column("follower_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "followed_id",
        ForeignKey("user.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)

favorites = Table(
    "favorites",
    db.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "article_id",
        ForeignKey("article.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class User(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(150), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    bio: Mapped[str | None] = mapped_column(Text)
    image: Mapped[str | None] = mapped_column(String(500))
    is_staff: Mapped[bool] = mapped_column(default=False)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    follows: WriteOnlyMapped["User"] = relationship(
        secondary=follows,
        primaryjoin=id == follows.c.follower_id,
        secondaryjoin=id == follows.c.followed_id,
        passive_deletes=True,
    )
    following: Mapped[bool] = query_expression()

    def __str__(self) -> str:
        return self.username

    def set_password(self, password: str) -> None:
        self.password_hash = generate_password_hash(password)

    def check_password(self, password: str) -> bool:
        return check_password_hash(self.password_hash, password)

    # region credentials
    @classmethod
    def authenticate(cls, email: str, password: str) -> "User | None":
        """Return the user with these credentials.

        The password is hashed for an unknown email as well, so that response
        times do not reveal which accounts exist.
        """
        user = db.session.scalar(select(cls).where(cls.email == email))
        if user is None:
            generate_password_hash(password)
            return None
        return user if user.check_password(password) else None

    # endregion

    @staticmethod
    def seen_by(viewer: "User | None") -> ExecutableOption:
        """Load with each user whether the viewer follows them."""
        follow = select(follows.c.followed_id).where(
            follows.c.follower_id == (viewer.id if viewer else None),
            follows.c.followed_id == User.id,
        )
        return with_expression(User.following, follow.exists())


# region article
class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True
    )
    slug: Mapped[str] = mapped_column(String(255), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    hidden: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    author: Mapped[User] = relationship()
    tags: Mapped[list["Tag"]] = relationship(
        back_populates="article",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Tag.id",
    )
    favorited_by: WriteOnlyMapped[User] = relationship(
        secondary=favorites, passive_deletes=True
    )
    favorited: Mapped[bool] = query_expression()
    favorites_count: Mapped[int] = query_expression()

    # endregion

    def __str__(self) -> str:
        return self.title

    # region queries
    @classmethod
    def visible(cls) -> Select[tuple["Article"]]:
        newest_first = (cls.created_at.desc(), cls.id.desc())
        return select(cls).where(~cls.hidden).order_by(*newest_first)

    @classmethod
    def seen_by(cls, viewer: User | None) -> list[ExecutableOption]:
        """Load what depends on the reader, in a fixed number of queries."""
        favorite = select(favorites.c.user_id).where(favorites.c.article_id == cls.id)
        mine = favorite.where(favorites.c.user_id == (viewer.id if viewer else None))
        count = favorite.with_only_columns(func.count()).scalar_subquery()
        return [
            with_expression(cls.favorited, mine.exists()),
            with_expression(cls.favorites_count, count),
            selectinload(cls.tags),
            selectinload(cls.author).options(User.seen_by(viewer)),
        ]

    # endregion

    # region slug
    def save_with_new_slug(self) -> None:
        """Flush under the title's slug, or a longer one where that is taken."""
        slug = slugify(self.title) or "article"
        self.slug = slug
        try:
            with db.session.begin_nested():
                db.session.add(self)
        except IntegrityError:
            self.slug = f"{slug}-{token_hex(4)}"
            db.session.add(self)
            db.session.flush()

    # endregion

    # region tags
    def set_tags(self, names: list[str]) -> None:
        self.tags.clear()
        db.session.flush()
        self.tags = [Tag(name=name) for name in dict.fromkeys(names)]

    # endregion


class Tag(db.Model):
    """A tag of one article. A tag is its name alone, and keeps its place."""

    __table_args__ = (UniqueConstraint("article_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey(Article.id, ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100), index=True)

    article: Mapped[Article] = relationship(back_populates="tags")

    def __str__(self) -> str:
        return self.name


class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    article: Mapped[Article] = relationship()
    author: Mapped[User] = relationship()


def slugify(text: str) -> str:
    """Return the text in lower-case ASCII words, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", plain.lower())
    return re.sub(r"[-\s]+", "-", words).strip("-_")
