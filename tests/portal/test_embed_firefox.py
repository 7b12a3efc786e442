"""The button on another site in a real Firefox, under the same strict policy."""

from urllib.parse import urlsplit

from aiohttp import web

from tests.firefox import firefox
from tests.portal.host_page import strict
from tests.portal.portal_rig import served

TOLD = """window.told = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  if (!blockedURI.endsWith("/favicon.ico")) told.push(violatedDirective);  // the host's own, which Firefox asks for
});"""
INSIDE = """((holder) => {
  const box = holder.getBoundingClientRect();
  return { closed: holder.shadowRoot === null, wide: box.width, high: box.height, right: innerWidth - box.right, bottom: innerHeight - box.bottom,
    told: window.told, links: document.links.length };
})(document.querySelector("desk-link"))"""


async def test_it_stands_in_the_corner_without_a_complaint_or_another_request(base):
    async def host(request: web.Request) -> web.Response:
        if request.path == "/told.js":
            return web.Response(text=TOLD, content_type="text/javascript")
        tag = f'<script src="{base}/embed.js" data-source="school-12" data-language="kk" async></script>'
        page = f'<!doctype html><html lang="ru"><title>Школа</title><script src="/told.js"></script>{tag}<body><h1>Школа</h1></body>'
        return web.Response(
            text=page, content_type="text/html", headers={"Content-Security-Policy": strict(f"{base} 'self'")}
        )

    app = web.Application()
    app.router.add_get("/{path:.*}", host)
    async with served(app) as other, firefox() as tab:
        await tab.goto(f"http://localhost:{urlsplit(other).port}/")
        await tab.until('!!document.querySelector("desk-link")')
        seen = await tab.evaluate(INSIDE)
        assert (seen["closed"], seen["links"], seen["told"]) == (True, 0, [])
        assert min(seen["wide"], seen["high"]) >= 44
        assert (round(seen["right"]), round(seen["bottom"])) == (16, 16)
        assert [url for url in tab.requests if url.startswith(base)] == [f"{base}/embed.js"]
