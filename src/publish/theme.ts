import { compileTemplate, type Template } from './template.ts';

/** The templates of a theme, a file `<name>.html` each. */
export const templateNames = ['page', 'article', 'list', 'item', 'lead', 'widget', 'story'] as const;
export type TemplateName = (typeof templateNames)[number];

/** The look of a site: its templates and its stylesheet. */
export interface Theme extends Readonly<Record<TemplateName, Template>> {
  readonly style: string;
  /** Its page of an article has a place for what is told of a translation. */
  readonly hasTranslation: boolean;
}

/** A theme as its folder holds it. */
export interface ThemeFiles {
  readonly templates: Readonly<Record<TemplateName, { readonly file: string; readonly text: string }>>;
  readonly style: string;
}

/** Throws NewsError `publish/bad-template`. */
export function toTheme({ templates, style }: ThemeFiles): Theme {
  const compile = (name: TemplateName): Template => compileTemplate(templates[name].file, templates[name].text);
  return {
    page: compile('page'),
    article: compile('article'),
    list: compile('list'),
    item: compile('item'),
    lead: compile('lead'),
    widget: compile('widget'),
    story: compile('story'),
    style,
    hasTranslation: templates.article.text.includes('{{translation}}'),
  };
}
