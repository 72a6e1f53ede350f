// The row of an agent: somebody who signs in.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentRole } from '../platform/http/access.js';

@Entity('agent')
export class AgentEntity {
  @PrimaryColumn('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: AgentRole;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('text') locale!: string;
  @Column('jsonb') preferences!: Record<string, unknown>;
  @Column('uuid', { nullable: true }) picture!: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
