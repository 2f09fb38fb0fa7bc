import ejs from "ejs";

const items = [
  { name: "tea", price: 3, stock: 0 },
  { name: "cup", price: 12, stock: 4 },
];

// region show
const template = `
<% for (const [n, item] of items.entries()) { -%>
<%= n + 1 %>. <%= item.name.toUpperCase() %>: <%= item.price > 10 ? "dear" : "cheap" %>
<% if (item.stock === 0) { -%>
   sold out
<% } -%>
<% } -%>
<% if (!items.length) { -%>
nothing
<% } -%>
total <%= items.reduce((sum, item) => sum + item.price, 0) %>
`;
// endregion

console.log(ejs.render(template, { items }).trim());
console.log("--- an empty list");
console.log(ejs.render(template, { items: [] }).trim());
console.log("--- a block that is not closed");
try {
  ejs.render("one\n<% if (items) { %>two", { items });
} catch (error) {
  console.log(error.name);
  console.log("names a line:", /line \d|:\d/.test(error.message));
}
console.log("--- what counts as false");
console.log(ejs.render("an empty list counts as <%= [] ? true : false %>"));
