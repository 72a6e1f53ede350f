// The one page of the sample shop; the words and the shelf come from outside.

/** @param {Record<string, string>} of every word the page says, and its lists as html */
export const page = (of) => `<!doctype html>
<html lang="${of.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${of.title}</title>
    <meta name="description" content="${of.lead}" />
    <link rel="icon" href="/demo/leaf.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/demo/demo.css" />
  </head>
  <body>
    <a class="skip" href="#main">${of.skip}</a>
    <header class="top">
      <a class="brand" href="${of.home}"><img src="/demo/leaf.svg" alt="" width="28" height="28" />${of.brand}</a>
      <nav aria-label="${of.menu}">
        <a href="#teas">${of.navTeas}</a>
        <a href="#delivery">${of.navDelivery}</a>
        <a href="#about">${of.navAbout}</a>
      </nav>
      <nav class="languages" aria-label="${of.languages}">
        <a href="/demo/" lang="en" hreflang="en"${of.currentEn}>EN</a>
        <a href="/demo/ru/" lang="ru" hreflang="ru"${of.currentRu}>RU</a>
        <a href="/demo/bg/" lang="bg" hreflang="bg"${of.currentBg}>BG</a>
      </nav>
    </header>
    <main id="main">
      <section class="hero">
        <div>
          <h1>${of.headline}</h1>
          <p>${of.lead}</p>
          <a class="button" href="#teas">${of.see}</a>
        </div>
        <img src="/demo/pot.svg" alt="${of.potAlt}" width="420" height="320" />
      </section>
      <section id="teas" aria-labelledby="teas-title">
        <h2 id="teas-title">${of.teas}</h2>
        <ul class="shelf">
${of.products}
        </ul>
      </section>
      <section id="delivery" class="facts" aria-labelledby="delivery-title">
        <h2 id="delivery-title">${of.delivery}</h2>
        <dl>
${of.facts}
        </dl>
      </section>
      <section id="about" class="about" aria-labelledby="about-title">
        <h2 id="about-title">${of.about}</h2>
        <p>${of.story}</p>
        <p>${of.ask}</p>
      </section>
    </main>
    <footer>
      <p>${of.address}</p>
      <p class="note">${of.note}</p>
    </footer>
    <script src="/widget.js?key=__WIDGET_KEY__" data-locale="${of.lang}" async></script>
  </body>
</html>
`;
