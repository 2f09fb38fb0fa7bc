import ejs from "ejs";

function show(label, template, data = {}) {
  let result;
  try {
    result = ejs.render(template, data);
  } catch (error) {
    result = `${error.name}: ${error.message.split("\n").at(-1)}`;
  }
  console.log(`${label.padEnd(26)} ${result}`);
}

class User {
  get shout() {
    return "ADA";
  }
}

// region show
show("the process", "<%= typeof process.exit %>");
show("an environment variable", "<%= process.env.TZ %>");
show("a module of Node", "<%= process.getBuiltinModule('node:os').EOL.length %>");
show("a method of a value", "<%= name.repeat(2) %>", { name: "Ada" });
show("the prototype", "<%= user.__proto__ === Object.prototype %>", { user: {} });
show("a getter of a class", "<%= user.shout %>", { user: new User() });
// endregion

const text = "<%= 1 + 1 %>";
show("a template in a value", "<%= text %>", { text });
