CREATE TABLE `arrivals` (
	`id` integer PRIMARY KEY NOT NULL,
	`film_id` integer NOT NULL,
	`country` text NOT NULL,
	`provider` integer NOT NULL,
	`kind` text NOT NULL,
	`came` integer NOT NULL,
	`at` integer NOT NULL,
	`mine_then` integer
);
--> statement-breakpoint
CREATE INDEX `arrivals_at` ON `arrivals` (`at`);--> statement-breakpoint
-- WITHOUT ROWID by hand, see the schema.
CREATE TABLE `list_films` (
	`list_id` integer NOT NULL,
	`film_id` integer NOT NULL,
	`place` integer,
	`added_on` text,
	`listed_at` integer,
	`left_at` integer,
	PRIMARY KEY(`list_id`, `film_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `lists` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`member` text,
	`path` text,
	`name` text,
	`created_at` integer NOT NULL,
	`proven_at` integer,
	`read_whole_at` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE TABLE `readings` (
	`refresh_id` integer NOT NULL,
	`list_id` integer NOT NULL,
	`state` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`pages_read` integer DEFAULT 0 NOT NULL,
	`pages_total` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`retries` integer DEFAULT 0 NOT NULL,
	`not_before` integer,
	`slow_reading` integer DEFAULT false NOT NULL,
	`odd_items` integer DEFAULT 0 NOT NULL,
	`films` integer,
	`added` integer DEFAULT 0 NOT NULL,
	`removed` integer DEFAULT 0 NOT NULL,
	`failure_kind` text,
	`failure_detail` text,
	PRIMARY KEY(`refresh_id`, `list_id`)
);
--> statement-breakpoint
CREATE TABLE `snapshot` (
	`format` integer NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`format`, `name`)
);
--> statement-breakpoint
ALTER TABLE `films` ADD `countries` text;--> statement-breakpoint
ALTER TABLE `films` ADD `entry` text;--> statement-breakpoint
ALTER TABLE `refreshes` ADD `every_film` integer DEFAULT false NOT NULL;