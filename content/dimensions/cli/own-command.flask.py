import click
from flask import Flask, current_app

app = Flask(__name__)
app.config["SUPPLIER"] = "Cups & Co"


# region show
@app.cli.command("restock")
@click.argument("item")
@click.option("--count", type=click.IntRange(min=1), default=12)
def restock(item, count):
    """Order more of one item."""
    if item == "hat":
        raise click.ClickException("hats are not sold")
    supplier = current_app.config["SUPPLIER"]
    click.echo(f"{count} x {item} from {supplier}")
# endregion


@app.cli.command("printing")
def printing():
    print("printed")


def run(*words):
    result = app.test_cli_runner().invoke(args=words)
    last = result.output.strip().splitlines()[-1]
    print("$", " ".join(words), "->", last, "| exit", result.exit_code)


run("restock", "cup")
run("restock", "cup", "--count", "3")
run("restock", "cup", "--count", "none")
run("restock", "hat")

page = app.test_cli_runner().invoke(args=["restock", "--help"]).output
print("help shows:", page.splitlines()[2].strip())

result = app.test_cli_runner().invoke(args=["restock", "cup"])
print("called from a test:", repr(result.output), result.exit_code)
result = app.test_cli_runner().invoke(args=["printing"])
print("print() called from a test:", repr(result.output))
