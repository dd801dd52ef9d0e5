// Package extract reads files, whatever an office sends, down to the last cell:
// text and table rows with their places, in worker processes that a hostile
// file can kill without harm.
package extract
