import Handlebars from "handlebars";

// region show
Handlebars.registerPartial("head", "<h1>{{title}}</h1>");
Handlebars.registerPartial("price", "<b>{{amount}} {{#if currency}}{{currency}}{{else}}EUR{{/if}}</b>");
Handlebars.registerPartial("layout", "<main>{{> @partial-block}}</main>");

const page = Handlebars.compile(`{{> head}}
{{> price amount=3}}
{{> price amount=4 currency="USD"}}
{{#> layout}}inside the layout{{/layout}}`);
console.log(page({ title: "Tea" }));
// endregion

console.log("--- a partial that does not exist");
try {
  Handlebars.compile("{{> footer}}")({});
} catch (error) {
  console.log(error.message);
}
console.log(Handlebars.compile("{{#> footer}}shown instead{{/footer}}")({}));
console.log("--- a name that is computed");
console.log(Handlebars.compile("{{> (lookup . 'which') amount=6}}")({ which: "price" }));
