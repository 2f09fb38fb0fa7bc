import Handlebars from "handlebars";

const comment = `<b>"Tom" & 'Jo'</b>`;
const show = (template, data = {}) =>
  console.log(template.padEnd(20), Handlebars.compile(template)({ comment, ...data }));

// region show
show("{{comment}}");
show("{{{comment}}}");
show("{{safe}}", { safe: new Handlebars.SafeString("<hr>") });
show("[{{none}}]", { none: null });
show("[{{zero}}]", { zero: 0 });
show("<a href={{url}}>", { url: "x onclick=alert(1)" });
show("<a href='{{url}}'>", { url: "javascript:alert(1)" });
// endregion

const plain = Handlebars.compile("{{comment}}", { noEscape: true })({ comment });
console.log("noEscape            ", plain);
