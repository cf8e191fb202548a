/** What others are told of. */
export const webhookEvents = [
  'article.stored',
  'article.revised',
  'article.gone',
  'story.changed',
  'translation.stored',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Where somebody wants to be told, and of what. */
export interface WebhookSettings {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly url: string;
  /** `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
  readonly events: readonly WebhookEvent[];
}

export interface Webhook extends WebhookSettings {
  readonly id: number;
  /** `file`: of courant.yaml. */
  readonly origin: 'file' | 'api';
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** The receiver said that it wants no more (410). */
  readonly isDisabled: boolean;
}

/** One message to one receiver. */
export interface WebhookMessage {
  /** The same at every attempt: receivers know by it what they have had. */
  readonly id: string;
  readonly webhook: number;
  readonly event: WebhookEvent;
  /** The article file or the id of the story that it is about. */
  readonly subject: string;
  /** JSON. */
  readonly body: string;
  /** Epoch ms, both. */
  readonly createdAt: number;
  readonly dueAt: number;
  readonly attempts: number;
  readonly state: 'waiting' | 'delivered' | 'failed';
  /** What the last attempt came to; empty before the first. */
  readonly detail: string;
}
