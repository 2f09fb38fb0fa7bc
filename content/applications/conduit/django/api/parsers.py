from rest_framework import exceptions, parsers


class JSONParser(parsers.JSONParser):
    """Refuses bodies that are nested too deeply to be parsed, instead of failing."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise exceptions.ParseError("Nested too deeply.") from None
