from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Item(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)


# region show
def as_json(page):
    ids = [item.id for item in page]
    of = f"page {page.page} of {page.pages}, {page.total} rows"
    return {"ids": ids, "of": of}


@app.get("/items")
def items():
    query = select(Item).order_by(Item.id)
    return as_json(db.paginate(query, per_page=10))


@app.get("/any-size")
def any_size():
    query = select(Item).order_by(Item.id)
    return as_json(db.paginate(query, max_per_page=50))
# endregion


@app.get("/default")
def default():
    return as_json(db.paginate(select(Item).order_by(Item.id)))


queries = []
client = app.test_client()
with app.app_context():
    db.create_all()
    db.session.add_all(Item() for _ in range(125))
    db.session.commit()
    event.listen(db.engine, "before_cursor_execute",
                 lambda *args: queries.append(args[2]))


def show(path):
    queries.clear()
    answer = client.get(path)
    data = answer.json or {"ids": [], "of": ""}
    span = f"{data['ids'][0]} to {data['ids'][-1]}" if data["ids"] else "-"
    print(f"{path:24}{answer.status_code}  {span:11}{data['of']}".rstrip())


show("/items?page=2")
print(f"{'queries for page 2':24}{len(queries)}")
show("/items")
show("/items?page=99")
show("/items?page=0")
show("/items?page=two")
show("/items?per_page=500")
show("/any-size?per_page=5")
show("/any-size?per_page=500")
show("/default")
show("/default?per_page=500")
with app.app_context():
    queries.clear()
    page = db.paginate(select(Item), page=2, per_page=10, count=False)
    print(f"{'count=False':24}queries {len(queries)}, pages {page.pages}")
    try:
        db.paginate(["lamp", "desk", "chair"], page=2, per_page=2)
    except Exception as error:
        print(f"{'a list of three':24}{type(error).__name__}: {error}")
    for number in (0, 99):
        page = db.paginate(select(Item), page=number, per_page=10,
                           error_out=False)
        print(f"{f'error_out=False, {number}':24}page {page.page}, "
              f"{len(page.items)} rows")
try:
    from flask.views import ListView  # noqa: F401
except ImportError as error:
    print(f"{'import ListView':24}{str(error).partition(' (')[0]}")
