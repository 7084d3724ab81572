CREATE TABLE `film_pages` (
	`film_id` integer PRIMARY KEY NOT NULL,
	`refresh_id` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `films` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text,
	`lid` text,
	`uid` text,
	`title` text NOT NULL,
	`year` integer,
	`source` text NOT NULL,
	`live_place` integer,
	`export_place` integer,
	`added_on` text,
	`created_at` integer NOT NULL,
	`listed_at` integer,
	`tmdb_type` text,
	`tmdb_id` integer,
	`match` text DEFAULT 'pending' NOT NULL,
	`match_why` text,
	`candidates` text,
	`film_page_asked_at` integer,
	`original_title` text,
	`release_date` text,
	`poster` text,
	`runtime` integer,
	`genres` text,
	`overview` text,
	`rating` real,
	`country` text,
	`offers` text,
	`link` text,
	`changes` text,
	`checked_at` integer,
	`failure_kind` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `films_slug_unique` ON `films` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `films_lid_unique` ON `films` (`lid`);--> statement-breakpoint
CREATE INDEX `films_live` ON `films` (`live_place`) WHERE live_place is not null;--> statement-breakpoint
CREATE TABLE `gate` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text,
	`until` integer DEFAULT 0 NOT NULL,
	`next_at` integer DEFAULT 0 NOT NULL,
	`closed_until` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`imported_at` integer NOT NULL,
	`file_name` text NOT NULL,
	`films` integer NOT NULL,
	`added` integer NOT NULL,
	`removed` integer NOT NULL,
	`before` text,
	`undone_at` integer
);
--> statement-breakpoint
CREATE TABLE `lookups` (
	`id` integer PRIMARY KEY NOT NULL,
	`refresh_id` integer NOT NULL,
	`film_ids` text NOT NULL,
	`left_ids` text NOT NULL,
	`sent` integer DEFAULT false NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `memory` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pages` (
	`page` integer PRIMARY KEY NOT NULL,
	`refresh_id` integer NOT NULL,
	`films` text NOT NULL,
	`total` integer
);
--> statement-breakpoint
CREATE TABLE `refreshes` (
	`id` integer PRIMARY KEY NOT NULL,
	`trigger` text NOT NULL,
	`full` integer DEFAULT false NOT NULL,
	`username` text,
	`country` text NOT NULL,
	`state` text NOT NULL,
	`outcome` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`progress_at` integer NOT NULL,
	`lookups_at` integer NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`pages_read` integer DEFAULT 0 NOT NULL,
	`pages_total` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`refusals` integer DEFAULT 0 NOT NULL,
	`not_before` integer,
	`slow_reading` integer DEFAULT false NOT NULL,
	`odd_items` integer DEFAULT 0 NOT NULL,
	`films` integer,
	`added` integer DEFAULT 0 NOT NULL,
	`removed` integer DEFAULT 0 NOT NULL,
	`films_total` integer DEFAULT 0 NOT NULL,
	`films_done` integer DEFAULT 0 NOT NULL,
	`looked_up` integer DEFAULT 0 NOT NULL,
	`lookups_failed` integer DEFAULT 0 NOT NULL,
	`failure_kind` text,
	`failure_detail` text
);
--> statement-breakpoint
CREATE TABLE `shelf` (
	`film_id` integer PRIMARY KEY NOT NULL,
	`standing` integer NOT NULL,
	`place` integer NOT NULL,
	`kinds` integer NOT NULL,
	`brand_bits` integer NOT NULL,
	`genre_bits` integer NOT NULL,
	`year` integer,
	`runtime` integer,
	`rating` integer,
	`release_day` integer,
	`added_at` integer,
	`arrived_at` integer,
	`arrived_on` integer,
	`left_at` integer,
	`left_from` integer,
	`folded` integer DEFAULT false NOT NULL,
	`offers` text NOT NULL,
	`search` text NOT NULL,
	`genres` text NOT NULL,
	`shops` text NOT NULL,
	`names` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shelf_places` ON `shelf` (`standing`,`place`);