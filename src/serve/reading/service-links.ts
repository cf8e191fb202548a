import { trusted, type Markup } from '../../publish/markup.ts';

/** Pages of the site name its own lists, and every page as a file: here they lead to the same within the service. `html` is our own, so
 *  nothing but an attribute can look like one. */
export function toServiceLinks(html: string): Markup {
  return trusted(
    html
      .replace(/(href="\/app\/[^"]*?)\/index\.html(?=["#])/g, '$1')
      .replace(/href="\/post\/(\d{4})\/(\d\d)\/(\d\d)\/index\.html"/g, 'href="/app/articles?day=$1-$2-$3"')
      .replace(/href="\/categories\/([\w-]+)\/index\.html"/g, 'href="/app/articles?outlet=$1"')
      .replaceAll('href="/stories/index.html"', 'href="/app/"'),
  );
}
