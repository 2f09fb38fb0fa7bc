import { mkdirSync, writeFileSync } from "node:fs";
import ejs from "ejs";

mkdirSync("views/parts", { recursive: true });
const files = {
  "views/parts/price.ejs": "<b><%= amount %> <%= locals.currency ?? 'EUR' %></b>",
  "views/parts/head.ejs": "<h1><%= title %></h1>",
  "views/page.ejs": `<%- include('parts/head') %>
<%- include('parts/price', { amount: 3 }) %>
<%- include('parts/price', { amount: 4, currency: 'USD' }) %>
<%= include('parts/price', { amount: 5 }) %>`,
  "views/lost.ejs": "<%- include('parts/footer') %>",
};
for (const [name, text] of Object.entries(files)) writeFileSync(name, text);

// region show
console.log(await ejs.renderFile("views/page.ejs", { title: "Tea" }));
// endregion

console.log("--- a file that does not exist");
await ejs.renderFile("views/lost.ejs").catch((error) =>
  console.log(error.message.split("\n").at(-1)),
);
console.log("--- a name that is computed");
console.log(ejs.render("<%- include(`parts/${which}`, { amount: 6 }) %>", { which: "price" }, { views: ["views"] }));
