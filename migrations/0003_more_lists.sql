ALTER TABLE `imports` ADD `list_id` integer;--> statement-breakpoint
ALTER TABLE `lists` ADD `position` integer;--> statement-breakpoint
ALTER TABLE `lists` ADD `changed_on` text;