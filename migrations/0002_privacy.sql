CREATE TABLE `audit_chain` (
	`tenant_id` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `erased_subjects` (
	`tenant_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`receipt` text,
	`erased_at` integer NOT NULL,
	`due_at` integer,
	PRIMARY KEY(`tenant_id`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `erased_due` ON `erased_subjects` (`due_at`);
--> statement-breakpoint
CREATE TRIGGER `audit_chain_no_update` BEFORE UPDATE ON `audit_chain` BEGIN SELECT RAISE(ABORT, 'audit_chain is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_chain_no_delete` BEFORE DELETE ON `audit_chain` BEGIN SELECT RAISE(ABORT, 'audit_chain is append-only'); END;
