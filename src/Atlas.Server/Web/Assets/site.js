// What pages do beyond links and forms: they follow a deployment that runs.
'use strict';
(() => {
  const open = new Set();

  const follow = (root) => {
    root.dataset.begun = '';
    const source = new EventSource(root.dataset.live);
    open.add(source);
    source.addEventListener('summary', (e) => { root.querySelector('[role=status]').textContent = e.data; });
    source.addEventListener('list', (e) => { root.querySelector('.list').innerHTML = e.data; });
    source.addEventListener('end', () => { source.close(); location.reload(); });
  };

  const start = () => {
    for (const root of document.querySelectorAll('[data-live]:not([data-begun])')) follow(root);
  };
  const stop = () => { for (const source of open) source.close(); open.clear(); };
  document.addEventListener('DOMContentLoaded', start);
  document.addEventListener('htmx:afterSettle', start);
  document.addEventListener('htmx:beforeSwap', (e) => { if (e.detail.target === document.body) stop(); });
  window.addEventListener('pagehide', stop);
})();
