import os

from flask import Flask
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import (
    InMemorySpanExporter)

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "http"
from opentelemetry.instrumentation.flask import (  # noqa: E402
    FlaskInstrumentor)

spans = InMemorySpanExporter()  # in place of an OTLP exporter
tracer = trace.get_tracer("shop")
app = Flask("shop")

# region show
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
trace.set_tracer_provider(provider)
FlaskInstrumentor().instrument_app(app, excluded_urls="healthz")


@app.get("/items/<int:item_id>")
def item(item_id):
    with tracer.start_as_current_span("load item"):
        return f"item {item_id}"
# endregion


@app.get("/broken")
def broken():
    raise ValueError("no such price")


@app.get("/healthz")
def health():
    return "ok"


app.logger.disabled = True
client = app.test_client()


def show(path, **headers):
    spans.clear()
    client.get(path, headers=headers)
    print(f"GET {path}: {len(spans.get_finished_spans())} spans")
    for span in spans.get_finished_spans():
        asked = ("http.route", "http.response.status_code", "error.type")
        words = [f"{key}={span.attributes[key]}" for key in asked
                 if key in (span.attributes or {})]
        events = [event.attributes["exception.type"]
                  for event in span.events]
        print("  span:", span.name, "|", span.kind.name,
              span.status.status_code.name, *words, *events)
    return spans.get_finished_spans()


TRACE = "0af7651916cd43dd8448eb211c80319c"
found = show("/items/7", traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
print("  trace id of the caller:",
      [f"{span.context.trace_id:032x}" == TRACE for span in found])
print("  the inner span's parent is the request's:",
      found[0].parent.span_id == found[1].context.span_id)
show("/nowhere")
show("/broken")
show("/healthz")
