import ejs from "ejs";

function show(label, template, data = {}, options = {}) {
  let result;
  try {
    result = ejs.render(template, data, options);
  } catch (error) {
    result = `${error.name}: ${error.message.split("\n").at(-1)}`;
  }
  console.log(`${label.padEnd(28)} ${result}`);
}

// region show
show("a variable without a value", "Hello <%= name %>!");
show("through locals", "Hello <%= locals.name %>!");
show("a property of undefined", "<%= user.name %>", { user: undefined });
show("optional chaining", "[<%= user?.name %>]", { user: undefined });
show("a default", "<%= locals.name ?? 'guest' %>");
show("strict mode", "<%= data.name %>", { name: "Ada" }, { strict: true, localsName: "data" });
// endregion
