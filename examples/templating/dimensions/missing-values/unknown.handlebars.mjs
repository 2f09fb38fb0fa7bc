import Handlebars from "handlebars";

function show(label, template, data = {}, options = {}) {
  let result;
  try {
    result = Handlebars.compile(template, options)(data);
  } catch (error) {
    result = `${error.constructor.name}: ${error.message}`;
  }
  console.log(`${label.padEnd(28)} ${result}`);
}

Handlebars.registerHelper("default", (value, other) => value ?? other);

// region show
show("a variable without a value", "Hello {{name}}!");
show("a property of undefined", "[{{user.name}}]", { user: undefined });
show("a default, by a helper", "{{default name 'guest'}}");
show("strict", "Hello {{name}}!", {}, { strict: true });
show("strict, one level down", "{{user.name}}", { user: {} }, { strict: true });
show("a helper that is missing", "{{shout name}}", { name: "Ada" });
// endregion
