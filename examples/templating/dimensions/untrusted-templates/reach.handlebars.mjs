import Handlebars from "handlebars";

function show(label, template, data = {}, options = {}) {
  let result;
  try {
    result = Handlebars.compile(template)(data, options);
  } catch (error) {
    result = `${error.constructor.name}: ${error.message.split("\n")[0]}`;
  }
  console.log(`${label.padEnd(26)} [${result}]`);
}

class User {
  get shout() {
    return "ADA";
  }
}

// region show
show("the process", "{{process.version}}");
show("an expression", "{{1 + 1}}");
show("a method of a value", "{{name.length}} {{name.trim}}", { name: "Ada" });
show("the prototype", "{{user.__proto__}}{{user.constructor}}", { user: {} });
show("a getter of a class", "{{user.shout}}", { user: new User() });
show("the same, allowed", "{{user.shout}}", { user: new User() }, { allowProtoPropertiesByDefault: true });
// endregion

const text = "{{secret}}";
show("a template in a value", "{{text}}", { text, secret: "s3cret" });
