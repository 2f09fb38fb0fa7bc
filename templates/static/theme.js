/* In the head and not deferred, so that a chosen theme stands before the first paint. Fonts are asked for early too, but not
   where pages are opened from disk: there browsers refuse to preload them. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  if (location.protocol.indexOf("http") === 0) document.currentScript.dataset.fonts.split(" ").forEach(function (address) {
    var link = document.createElement("link");
    link.rel = "preload"; link.as = "font"; link.type = "font/woff2"; link.crossOrigin = ""; link.href = address;
    document.head.append(link);
  });
  try {
    var theme = localStorage.getItem(root.dataset.site + ":theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) { /* Storage is forbidden: the system decides. */ }
})();
