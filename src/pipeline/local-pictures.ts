import { writeHref } from '../markdown/href.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { LocalImage } from '../model/edition.ts';

/** Local copies by the address of the original, and by that address as Markdown has it. */
export type PicturesByAddress = ReadonlyMap<string, LocalImage>;

export function byAddress(images: ReadonlyMap<string, LocalImage>): PicturesByAddress {
  return new Map([...images].flatMap(([url, image]) => [[writeHref(url), image] as const, [url, image] as const]));
}

export interface WithLocalPictures {
  readonly file: ArticleFile;
  /** The local copies it shows. */
  readonly pictures: readonly LocalImage[];
}

/** An article that shows our own copies of its pictures alone, named from the site's root; a picture without one becomes a link to
 *  it. An article without pictures is given back as it is. */
export function toLocalPictures(file: ArticleFile, images: PicturesByAddress): WithLocalPictures {
  const { frontMatter, body } = file;
  if (frontMatter.thumbnail === '' && !body.includes('![')) return { file, pictures: [] };
  const pictures: LocalImage[] = [];
  const find = (url: string): LocalImage | undefined => {
    const image = images.get(url);
    if (image !== undefined) pictures.push(image);
    return image;
  };
  // A theme makes an address of it below that of the site: without a slash at its beginning.
  const thumbnail = find(frontMatter.thumbnail)?.path ?? '';
  // Of `!![` the last mark makes the picture; without it the one before would.
  const local = body.replace(/(!+)\[/g, (_, marks: string, at: number) => {
    const [, address = ''] = destination.exec(body.slice(at + marks.length)) ?? [];
    return find(address) === undefined ? '[' : `${marks}[`;
  });
  const named = local.replace(inlinePicture, (whole, opening: string, address: string) => {
    const image = images.get(address);
    return image === undefined ? whole : `${opening}${writeHref(`/${image.path}`)}`;
  });
  return { file: { ...file, frontMatter: { ...frontMatter, thumbnail }, body: named }, pictures };
}

/** What follows the `!` of an inline picture up to its address, as `renderMarkdown` writes it: no bracket in its text but
 *  escaped ones. */
const destination = /^\[(?:\\.|[^\\[\]])*\]\(([^\s()<>]+)/s;

const inlinePicture = /(!\[(?:\\.|[^\\[\]])*\]\()([^\s()<>]+)/gs;
