import click
from flask.cli import with_appcontext

from .extensions import db
from .models import User


@click.command()
@click.argument("username")
@click.argument("email")
@click.password_option()
@with_appcontext
def create_staff(username: str, email: str, password: str) -> None:
    """Create an account that may open the back office."""
    user = User(username=username, email=email, is_staff=True)
    user.set_password(password)
    db.session.add(user)
    db.session.commit()
    click.echo(f"Created {username}.")
