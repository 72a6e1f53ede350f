// The row of an API key: only its hash is kept.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentRole } from '../platform/http/access.js';

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('bytea', { name: 'key_hash' }) keyHash!: Buffer;
  @Column('text') role!: AgentRole;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
