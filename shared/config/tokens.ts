import { z } from 'zod';
import { group } from './setting.ts';

export interface TokenIssuer {
  issuer: string;
  audience: string;
  /** Absent: found by the issuer's discovery document. */
  jwksUrl?: string;
  organizationClaim: string;
  roleClaim: string;
}

/** How people sign in to the portal: an application at the issuer of the API's tokens. */
export interface PortalSignIn {
  issuer: string;
  clientId: string;
  /** Scopes with blanks between: those of OpenID Connect, and one that the API's tokens come by. */
  scope: string;
}

export interface TokensConfig {
  /** Absent: bearer tokens are not accepted. */
  tokenIssuer?: TokenIssuer;
  /** Absent: nobody signs in to the portal. */
  portalSignIn?: PortalSignIn;
}

export const tokens = group({
  title: 'Bearer tokens, and signing in to the portal',
  settings: {
    JWT_ISSUER: {
      meaning: 'Issuer of the bearer tokens that are accepted; without it only API keys are. Needs `JWT_AUDIENCE`.',
      schema: z.url('not an address'),
      example: 'https://login.contoso.example',
      optional: true,
    },
    JWT_AUDIENCE: {
      meaning: 'Audience of those tokens.',
      schema: z.string(),
      example: 'contoso-vaults',
      optional: true,
    },
    JWT_JWKS_URL: {
      meaning: "Where the issuer's keys are, if its discovery document does not say so.",
      schema: z.url('not an address'),
      example: 'https://login.contoso.example/keys',
      optional: true,
    },
    JWT_ORGANIZATION_CLAIM: {
      meaning: 'Claim that names the organization.',
      schema: z.string(),
      example: 'org_id',
      default: 'organization',
    },
    JWT_ROLE_CLAIM: {
      meaning: 'Claim that names the role.',
      schema: z.string(),
      example: 'https://contoso.example/role',
      default: 'role',
    },
    PORTAL_CLIENT_ID: {
      meaning: "The portal's client id at that issuer; without it nobody signs in to the portal. Needs `JWT_ISSUER`.",
      schema: z.string(),
      example: '11111111-2222-4333-8444-555555555555',
      optional: true,
    },
    PORTAL_SCOPE: {
      meaning:
        'Scopes that the portal asks for, with blanks between, if they are not those of Entra: `openid profile offline_access`, and the audience with `/.default` behind it.',
      schema: z.string(),
      example: 'openid profile offline_access vaults',
      optional: true,
    },
  },
  faults: (given) => [
    ...(given.has('JWT_ISSUER') === given.has('JWT_AUDIENCE')
      ? []
      : ['JWT_ISSUER and JWT_AUDIENCE: both are needed, or neither']),
    ...(given.has('PORTAL_CLIENT_ID') && !given.has('JWT_ISSUER') ? ['PORTAL_CLIENT_ID: needs JWT_ISSUER'] : []),
  ],
  read(values): TokensConfig {
    const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, PORTAL_CLIENT_ID: clientId } = values;
    if (issuer === undefined || audience === undefined) return {};
    // Entra's name for all that an API grants: https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope
    const scope = values.PORTAL_SCOPE ?? `openid profile offline_access ${audience}/.default`;
    return {
      tokenIssuer: {
        issuer,
        audience,
        jwksUrl: values.JWT_JWKS_URL,
        organizationClaim: values.JWT_ORGANIZATION_CLAIM,
        roleClaim: values.JWT_ROLE_CLAIM,
      },
      ...(clientId === undefined ? {} : { portalSignIn: { issuer, clientId, scope } }),
    };
  },
});
