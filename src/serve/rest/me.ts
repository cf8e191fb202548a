import { z } from 'zod';
import { roles, scopes } from '../../model/reader.ts';
import { may } from '../access/caller.ts';
import { listUsers as usersOf } from '../access/change-users.ts';
import { operation } from './operation.ts';
import { instant } from './schemas.ts';
import { userOf } from './user-of.ts';

const userSchema = z
  .object({ name: z.string(), role: z.enum(roles), createdAt: instant, isDisabled: z.boolean() })
  .meta({ id: 'User' });
const tag = 'Users';

export const getMe = operation({
  ...({ id: 'getMe', method: 'get', path: '/me', tag, scope: 'read' } as const),
  summary: 'Who asks, and what they may do',
  answer: z.object({ name: z.string(), role: z.enum(roles), scopes: z.array(z.enum(scopes)) }).meta({ id: 'Me' }),
  run: async ({ caller }) => {
    const { name, role } = userOf(caller);
    return { name, role, scopes: scopes.filter((scope) => may(caller, scope)) };
  },
});

export const listUsers = operation({
  ...({ id: 'listUsers', method: 'get', path: '/users', tag, scope: 'admin' } as const),
  summary: 'Who can log in',
  answer: z.object({ users: z.array(userSchema) }).meta({ id: 'Users' }),
  run: async ({ context }) => ({
    users: usersOf(context.service.readers).map(({ name, role, createdAt, isDisabled }) => {
      return { name, role, createdAt, isDisabled };
    }),
  }),
});

export const userOperations = [getMe, listUsers];
