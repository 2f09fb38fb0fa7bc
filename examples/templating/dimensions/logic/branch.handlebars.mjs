import Handlebars from "handlebars";

const items = [
  { name: "tea", price: 3, stock: 0 },
  { name: "cup", price: 12, stock: 4 },
];

// region show
Handlebars.registerHelper("upper", (text) => text.toUpperCase());
Handlebars.registerHelper("plus", (a, b) => a + b);
Handlebars.registerHelper("dear", (price) => price > 10);
Handlebars.registerHelper("total", (list) => list.reduce((sum, item) => sum + item.price, 0));

const template = `
{{#each items}}
{{plus @index 1}}. {{upper name}}: {{#if (dear price)}}dear{{else}}cheap{{/if}}
{{#unless stock}}
   sold out
{{/unless}}
{{else}}
nothing
{{/each}}
total {{total items}}
`;
// endregion

console.log(Handlebars.compile(template)({ items }).trim());
console.log("--- an empty list");
console.log(Handlebars.compile(template)({ items: [] }).trim());
console.log("--- an operator, and a block that is not closed");
for (const broken of ["{{#if price > 10}}dear{{/if}}", "{{#if price}}dear"]) {
  try {
    Handlebars.compile(broken)({ price: 12 });
  } catch (error) {
    console.log(`${error.constructor.name}: ${error.message.split("\n")[0]}`);
  }
}
console.log("--- which values #if takes for false");
const test = Handlebars.compile("{{#if value}}true{{else}}false{{/if}}");
for (const value of [0, "", [], {}]) {
  console.log(JSON.stringify(value).padEnd(3), test({ value }));
}
const zero = Handlebars.compile("{{#if value includeZero=true}}true{{else}}false{{/if}}");
console.log("0 with includeZero", zero({ value: 0 }));
