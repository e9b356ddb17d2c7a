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

export interface TokensConfig {
  /** Absent: bearer tokens are not accepted. */
  tokenIssuer?: TokenIssuer;
}

export const tokens = group({
  title: 'Bearer tokens',
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
  },
  faults: (given) =>
    given.has('JWT_ISSUER') === given.has('JWT_AUDIENCE')
      ? []
      : ['JWT_ISSUER and JWT_AUDIENCE: both are needed, or neither'],
  read: (values): TokensConfig =>
    values.JWT_ISSUER === undefined || values.JWT_AUDIENCE === undefined
      ? {}
      : {
          tokenIssuer: {
            issuer: values.JWT_ISSUER,
            audience: values.JWT_AUDIENCE,
            jwksUrl: values.JWT_JWKS_URL,
            organizationClaim: values.JWT_ORGANIZATION_CLAIM,
            roleClaim: values.JWT_ROLE_CLAIM,
          },
        },
});
