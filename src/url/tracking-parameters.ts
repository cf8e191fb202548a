/** Query parameters that say how a reader came to a page, not which page it is. Own list, by the systems that
 *  add them; names in lower case. A name belongs here only when no site is known to choose content by it. */
const names: ReadonlySet<string> = new Set([
  // advertising click ids: Google, Microsoft, Meta, X, TikTok, LinkedIn, Pinterest, Snap, Reddit, Yandex, Impact, Awin
  ...['gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'gad_source', 'gad_campaignid', 'srsltid', '_gl', '_ga'],
  ...['msclkid', 'fbclid', 'twclid', 'ttclid', 'li_fat_id', 'epik', 'sccid', 'scclid', 'rdt_cid', 'yclid', 'ysclid'],
  ...['irclickid', 'irgwc', 'awc', 'clickid', 'click_id', 'wickedid', 'obclid', 'tblci', 'dicbo', 'vmcid', 'zanpid'],
  // social networks
  ...['igshid', 'igsh', 'fb_action_ids', 'fb_action_types', 'fb_ref', 'fb_source', 'share_source', 'sharetype'],
  ...['__twitter_impression', 'mibextid', 'tt_medium', 'tt_content', 'wt_zmc', 'smid', 'smtyp', 'guccounter'],
  ...[
    'guce_referrer',
    'guce_referrer_sig',
    'cmpid',
    'campaign_id',
    'campaignid',
    'taid',
    'sr_share',
    'ref_src',
    'ref_url',
  ],
  // mail: Mailchimp, HubSpot, Marketo, Drip, Vero, Klaviyo, Omeda, Oracle, Salesforce
  ...['mc_cid', 'mc_eid', 'hsctatracking', '_hsenc', '_hsmi', '__hssc', '__hstc', '__hsfp', 'mkt_tok', '_ke', '_kx'],
  ...['vero_id', 'vero_conv', 'ml_subscriber', 'ml_subscriber_hash', 'ck_subscriber_id', 'oly_anon_id', 'oly_enc_id'],
  ...['sc_src', 'sc_lid', 'sc_uid', 'sc_llid', 'sc_eh', 'dm_i', 'mc_tc', 'xnpe_tifc'],
  ...['rb_clickid', 'elqtrackid', 'elqtrack', 'sfmc_id', 'sfmc_sub', 'et_rid', 'bxid', 'cndid', 'nl_campaign'],
  // analytics: Adobe, AT Internet, Comscore, Webtrekk, IBM, Piwik PRO, Branch, Yahoo
  ...['s_cid', 's_kwcid', 'ef_id', 'icid', 'intcid', 'int_cid', 'ncid', 'ocid', 'cid_source', 'xtor', 'xtref', 'ito'],
  ...['wtrid', 'wtmc', 'partnerid', 'mkwid', 'pcrid', '_openstat', 'action_object_map', 'action_type_map'],
  ...['action_ref_map', '_branch_match_id', '_branch_referrer', 'soc_src', 'soc_trk', 'ns_ira_cr_arg', 'asc_refurl'],
  // readers and aggregators
  ...['feedid_source', 'feedname', 'from_rss', 'rssfeed', 'traffic_source', 'referrer_source', 'amp_js_v', 'usqp'],
  ...['amp_gsa', 'amp_ct', 'wprov', 'wpisrc', 'wpmm', 'wpmk', 'ftag', 'ex_cid'],
]);

/** Families: utm_* (Google Analytics), mtm_* and pk_* (Matomo), at_* (AT Internet), ns_* (Comscore), hsa_* (HubSpot),
 *  stm_*, itm_* (internal campaigns), ga_* (Google Analytics), cm_mm* (IBM), trk_*, uta_*, aff_* and aftr_* (affiliates), oly_* (Omeda),
 *  hmb_*, wt.mc* and wt.nl* (Webtrekk). Of at_*, ns_* and ga_* only the names that are known to track. */
const family =
  /^(?:utm_|utm-|mtm_|matomo_|pk_|piwik_|at_(?:campaign|medium|link|format|bbc|ptr|custom|creation|send|recipient|emailtype|platform|general|variant|network|term|channel|team|object)|ns_(?:campaign|mchannel|source|linkname|fee|ig)|hsa_|stm_|itm_|ga_(?:source|medium|term|content|campaign|place)|cm_mm|trk_|uta_|aff_|aftr_|oly_|hmb_|wt\.(?:mc|nl))/;

/** `source` chooses content on some sites; with these values it can only say that the reader came by the feed. */
const sourceNames: ReadonlySet<string> = new Set(['source', 'src', 'from', 'via', 'partner', 'ref', 'referrer', 'referer', 'cmp', 'mod']); // prettier-ignore
const feedValue = /^(?:rss|atom|feed|rss[_-]?feed|feedburner|rss-[\da-f]{6,}-.*)$/i;

/** True when the parameter only tracks the reader. `name` in lower case, `value` decoded, `hosts`: that of the address, and
 *  those where the link stands. */
export function isTrackingParameter(name: string, value: string, hosts: readonly string[]): boolean {
  // `?a=1&amp;utm_source=x`, escaped twice: the name arrives as `amp;utm_source`.
  const bare = name.startsWith('amp;') ? name.slice(4) : name;
  if (names.has(bare) || family.test(bare) || bare.includes('affiliate')) return true;
  if (sourceNames.has(bare) && feedValue.test(value)) return true;
  // `ref` chooses content on some sites; naming one of these it can only say where the reader came from.
  return (bare === 'ref' || bare === 'referrer' || bare === 'referer') && hosts.some((host) => isHost(value, host));
}

function isHost(value: string, host: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/^www\./, '');
  return bare(value) === bare(host);
}

const sessionNames: ReadonlySet<string> = new Set(['phpsessid', 'jsessionid', 'cfid', 'cftoken', 'zenid', 'oscsid']);

/** True when the parameter is the reader's session at the server: by its name, or a `sid` that looks like a hash. */
export function isSessionParameter(name: string, value: string): boolean {
  if (sessionNames.has(name) || name.startsWith('aspsessionid')) return true;
  return (
    (name === 'sid' || name === 'session' || name === 'sessionid' || name === 'session_id') &&
    /^[\da-f]{24,}$/i.test(value)
  );
}
