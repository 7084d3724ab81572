// The app's icon: a screen with a pin on it. All that matters is within the middle four fifths, so that a phone may
// crop it to a circle.

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" fill="#131215"/>
<rect x="11" y="15" width="42" height="28" rx="6" fill="none" stroke="#f3efe9" stroke-width="3.5"/>
<path d="M32 54C23.5 44.5 19 37.8 19 31.5a13 13 0 0 1 26 0C45 37.8 40.5 44.5 32 54Z" fill="#ff6b4a"/>
<path d="m28.3 25.4 9.4 6.1-9.4 6.1Z" fill="#131215"/>
</svg>
`;
