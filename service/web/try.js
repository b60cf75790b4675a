// Starts Swagger UI on our own document. The page may be reached at another address than the document names (localhost, a proxy), and the
// page's policy allows requests to its own address only, so that is where the requests go.
'use strict';

(async () => {
    const place = document.getElementById('swagger-ui');
    const answer = await fetch(place.dataset.document, {
        headers: { 'Accept-Language': document.documentElement.lang },
    });
    if (!answer.ok) throw new Error(`${place.dataset.document}: ${answer.status}`);
    const spec = await answer.json();
    const here = (url) => ({
        url: window.location.origin + new URL(url, window.location.href).pathname.replace(/\/$/, ''),
    });
    spec.servers = spec.servers.map((server) => here(server.url));
    for (const item of Object.values(spec.paths)) {
        if (item.servers) item.servers = item.servers.map((server) => here(server.url));
    }
    window.SwaggerUIBundle({
        spec,
        dom_id: '#swagger-ui',
        deepLinking: true,
        docExpansion: 'none',
        defaultModelsExpandDepth: -1,
        displayRequestDuration: true,
        filter: true,
        persistAuthorization: false,
        validatorUrl: null,
        presets: [window.SwaggerUIBundle.presets.apis],
        layout: 'BaseLayout',
    });
})().catch((error) => {
    const message = document.getElementById('swagger-ui');
    message.textContent = `${message.dataset.failed} (${error.message})`;
    message.setAttribute('role', 'alert');
});
