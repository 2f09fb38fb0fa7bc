import ejs from "ejs";

const comment = `<b>"Tom" & 'Jo'</b>`;
const show = (template, data = {}) =>
  console.log(template.padEnd(20), ejs.render(template, { comment, ...data }));

// region show
show("<%= comment %>");
show("<%- comment %>");
show("<%= 3 < 4 %>");
show("[<%= none %>]", { none: null });
show("[<%= zero %>]", { zero: 0 });
show("<a href=<%= url %>>", { url: "x onclick=alert(1)" });
show("<a href='<%= url %>'>", { url: "javascript:alert(1)" });
// endregion

const plain = ejs.render("<%= comment %>", { comment }, { escape: (text) => text });
console.log("own escape function ", plain);
