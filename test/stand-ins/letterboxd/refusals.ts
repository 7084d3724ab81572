// The pages that come in place of the one that was asked for. Three of them come with the status 403.

export function privatePage(): string {
  return errorPage("Forbidden", "The file you’re attempting to access is classified.");
}

export function notFoundPage(): string {
  return errorPage("Not Found", "Sorry, we can’t find the page you’ve requested.");
}

function errorPage(name: string, words: string): string {
  return `
<!DOCTYPE html>
<html>
<head>
	<title>Letterboxd - ${name}</title>
	<meta charset="UTF-8" />
	<style>html, body { height: 100%; margin: 0; } p { font-size: 14px; }</style>
</head>

<body class="error message-dark" style="background-image: url(https://s.ltrbxd.com/static/img/${name.toLowerCase().replace(" ", "-")}.jpg)">

<section class="message">
	<h1><a href="/">Letterboxd</a></h1>
	<p><strong>${words}</strong><br/> Please <a href="/contact/">contact us</a> if the problem persists.</p>
	<p><small><a href="/film/a-still/">Still from a film</a></small></p>
</section>

<script>(function(){window.__CF$cv$params={r:'a10bb7e5',t:'MTc4'};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';}());</script></body>

</html>
`;
}

/** A bot wall; comes with the header `cf-mitigated: challenge`. */
export function challengePage(path: string): string {
  return `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta charset="UTF-8"><meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="360"></head><body><div class="main-wrapper" role="main"><div class="main-content"><noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript></div></div><script>(function(){window._cf_chl_opt = {cType: 'managed',cZone: 'letterboxd.com',cUPMDTk: '${path}?__cf_chl_tk=stand-in'};var a = document.createElement('script');a.src = '/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1';document.getElementsByTagName('head')[0].appendChild(a);}());</script></body></html>`;
}

/** What the edge says when it gives no reason. */
export function edgePage(status: number): string {
  const words = status === 403 ? "403 Forbidden" : `${status} Service Unavailable`;
  return `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

/** A page of Letterboxd that has neither films nor a number of them. */
export function garbagePage(): string {
  return `<!DOCTYPE html><html><head><title>Letterboxd</title></head><body class="welcome"><h1>Welcome</h1><p>Something new is here. <a href="/films/">Look around</a>.</p></body></html>`;
}

export const ROBOTS = `User-agent: *
Disallow: /*/by/*
Disallow: /*/popular/this/*
Disallow: /*/on/*
Disallow: /*/tag/*
Disallow: /*/genre/*
Disallow: /*/country/*
Disallow: /*/language/*
Disallow: /*/decade/*
Disallow: /films/year/*
Disallow: /films/*/year/*
Disallow: /films/*/size/large/*
Disallow: /*/friends/*
`;

const DISALLOWED = ROBOTS.split("\n").flatMap((line) => {
  const [, pattern] = /^Disallow: (.+)$/.exec(line) ?? [];
  return pattern === undefined ? [] : [new RegExp(`^${pattern.replaceAll("*", ".*")}`)];
});

export function isDisallowed(path: string): boolean {
  return DISALLOWED.some((pattern) => pattern.test(path));
}
