import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Role } from '#platform/access/principal.ts';

/** A moment: read as ISO text, written as a Date. */
type Moment = ColumnType<string, Date, Date>;
type Made = ColumnType<string, never, never>;

export type AccountTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  login: string;
  name: string;
  locale: Generated<'ko' | 'en'>;
  status: Generated<'invited' | 'active' | 'disabled'>;
  password_hash: string | null;
  password_changed_at: ColumnType<string | null, Date | null | undefined, Date>;
  demo: Generated<boolean>;
  version: Generated<number>;
  created_at: Made;
  updated_at: ColumnType<string, never, Date>;
};

export type TenantMemberTable = {
  tenant_id: number;
  user_id: number;
  login: string;
  name: string;
  home_tenant_id: number;
  home_role: Role;
  role: Role;
  kind: Generated<'own' | 'staff' | 'super'>;
  status: Generated<'active' | 'disabled'>;
  created_at: Made;
};

export type TenantTable = {
  id: GeneratedAlways<number>;
  code: string;
  name: string;
  time_zone: string;
  status: 'active' | 'suspended' | 'closed';
};

export type ActingTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  kind: 'session' | 'token' | 'api_key';
  secret_hash: Buffer;
  user_id: number;
  home_tenant_id: number;
  session_id: number | null;
  home_role: Role;
  role: Role;
  scopes: string[] | null;
  version: Generated<number>;
  created_at: Made;
  last_seen_at: ColumnType<string, never, Date>;
  idle_expires_at: Moment;
  expires_at: Moment;
  locale: 'ko' | 'en';
  home_name: string;
  client: string | null;
  address: string | null;
};

export type InvitationTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  user_id: number;
  secret_hash: Buffer;
  created_by: number | null;
  created_at: Made;
  expires_at: Moment;
  used_at: ColumnType<string | null, never, Date>;
};

export type KnownDeviceTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  user_id: number;
  secret_hash: Buffer;
  created_at: Made;
  expires_at: Moment;
};

export type RefreshFamilyTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  acting_id: number;
  family_hash: Buffer;
  rotation_hash: Buffer | null;
  created_at: Made;
  rotated_at: ColumnType<string, never, Date>;
};

export type ApiKeyTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  user_id: number;
  acting_id: number | null;
  name: string;
  scopes: string[];
  created_at: Made;
  expires_at: Moment;
};

export type AssignmentTable = {
  tenant_id: number;
  id: GeneratedAlways<number>;
  user_id: number;
  target_tenant_id: number;
  role: Role;
  created_by: number | null;
  created_at: Made;
};

export type AccountTables = {
  account: AccountTable;
  tenant_member: TenantMemberTable;
  tenant: TenantTable;
  acting: ActingTable;
  invitation: InvitationTable;
  known_device: KnownDeviceTable;
  refresh_family: RefreshFamilyTable;
  api_key: ApiKeyTable;
  assignment: AssignmentTable;
};
