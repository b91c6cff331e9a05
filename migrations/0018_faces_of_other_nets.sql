DROP INDEX `faces_collection`;--> statement-breakpoint
CREATE INDEX `faces_collection` ON `faces` (`tenant_id`,`collection_id`,`status`,`model`,`model_version`,`user_id`);