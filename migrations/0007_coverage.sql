CREATE TABLE `coverage` (
	`country` text NOT NULL,
	`day` text NOT NULL,
	`films` integer NOT NULL,
	`mine` integer NOT NULL,
	`elsewhere` integer NOT NULL,
	`shops` integer NOT NULL,
	PRIMARY KEY(`country`, `day`)
);
