// Shows what goes on as the server tells it, instead of loading the page again and again.
const region = document.querySelector('[data-live]');
if (region instanceof HTMLElement) {
  const source = new EventSource(region.dataset.live ?? '');
  // The server has escaped it, as it has the page itself.
  source.addEventListener('state', ({ data }) => {
    region.innerHTML = data;
  });
  source.addEventListener('end', () => {
    source.close();
    location.reload();
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
  });
}
