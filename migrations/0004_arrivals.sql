CREATE TABLE `arrival_months` (
	`month` text NOT NULL,
	`country` text NOT NULL,
	`provider` integer NOT NULL,
	`came` integer DEFAULT 0 NOT NULL,
	`went` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`month`, `country`, `provider`)
);
--> statement-breakpoint
ALTER TABLE `arrivals` ADD `of_brand` integer DEFAULT false NOT NULL;