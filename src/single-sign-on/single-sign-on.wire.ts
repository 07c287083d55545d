import { ApiProperty } from '@nestjs/swagger';
import { LINKED_BY, type LinkedBy } from './external-identity.entity.ts';

/** Where else people may sign in. */
export class ProviderWire {
  /** For the button. */
  name!: string;
  /** Where the button leads; `?returnTo=/page` says where to go afterwards. */
  url!: string;
}

/** What the sign-in page may offer. */
export class SignInMethodsWire {
  /** User name and password: always. */
  password!: boolean;
  /** Null when no provider is set up. */
  @ApiProperty({ type: ProviderWire, nullable: true })
  provider!: ProviderWire | null;
}

/** Where the browser goes on with linking. */
export class LinkingWire {
  /** At the provider; the browser that asked must go there, within ten minutes. */
  url!: string;
}

/** Who a person is at a provider. */
export class ExternalIdentityWire {
  id!: string;
  /** The provider. */
  issuer!: string;
  /** The person's name there when it was linked. */
  @ApiProperty({ type: String, nullable: true })
  label!: string | null;
  /** `person`: linked when signed in; otherwise at the first sign-in, because user name or address was the same. */
  @ApiProperty({ enum: LINKED_BY })
  linkedBy!: LinkedBy;
  linkedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  lastUsedAt!: string | null;
}

export class ExternalIdentitiesWire {
  items!: ExternalIdentityWire[];
}
