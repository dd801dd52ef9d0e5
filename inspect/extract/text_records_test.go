package extract

import (
	"strings"
	"testing"
)

// TestRecordTexts wants the same two people of every way to write names and values.
func TestRecordTexts(t *testing.T) {
	for name, text := range map[string]string{
		"PHP":         "<?php\n$list = array(\n\tarray('name' => 'Ines Prade', 'born' => '3.4.1988', '1' => 'O\\'Hara'),\n\tarray('name' => 'Jost Ahlers', 'born' => '9.1.1971', '1' => 'x'),\n);\n",
		"var_export":  "array (\n  0 => \n  array (\n    'name' => 'Ines Prade',\n    'born' => '3.4.1988',\n  ),\n  1 => \n  array (\n    'name' => 'Jost Ahlers',\n    'born' => '9.1.1971',\n  ),\n)\n",
		"print_r":     "Array\n(\n    [0] => Array\n        (\n            [name] => Ines Prade\n            [born] => 3.4.1988\n        )\n\n    [1] => Array\n        (\n            [name] => Jost Ahlers\n            [born] => 9.1.1971\n        )\n\n)\n",
		"Python":      "[{'name': 'Ines Prade', 'born': '3.4.1988'}, {'name': 'Jost Ahlers', 'born': '9.1.1971'}]",
		"Ruby":        "[{:name=>\"Ines Prade\", :born=>\"3.4.1988\"}, {:name=>\"Jost Ahlers\", :born=>\"9.1.1971\"}]",
		"JavaScript":  "const people = [\n  {name: 'Ines Prade', born: '3.4.1988'},\n  {name: 'Jost Ahlers', born: '9.1.1971'},\n];\n",
		"key=value":   "name=\"Ines Prade\" born=3.4.1988\nname=\"Jost Ahlers\" born=9.1.1971\n",
		"YAML":        "people:\n  - name: \"Ines Prade\"\n    born: 3.4.1988\n    groups:\n      - a\n      - b\n  - name: Jost Ahlers\n    born: 9.1.1971\n",
		"YAML map":    "k1:\n  name: Ines Prade\n  born: 3.4.1988\nk2:\n  name: Jost Ahlers\n  born: 9.1.1971\n",
		"documents":   "---\nname: Ines Prade\nborn: 3.4.1988\n---\nname: Jost Ahlers\nborn: 9.1.1971\n",
		"INI":         "; export\n[k1]\nname=Ines Prade\nborn=3.4.1988\n\n[k2]\nname=Jost Ahlers\nborn=9.1.1971\n",
		"TOML":        "[[person]]\nname = \"Ines Prade\"\nborn = \"3.4.1988\"\n\n[[person]]\nname = \"Jost Ahlers\"\nborn = \"9.1.1971\"\n",
		"properties":  "person.1.name=Ines Prade\nperson.1.born=3.4.1988\nperson.2.name=Jost Ahlers\nperson.2.born=9.1.1971\n",
		"numbers":     "- name: Ines Prade\n  born: 3.4.1988\n  code__11_digits: 1\n- name: Jost Ahlers\n  born: 9.1.1971\n  code__11_digits: 2\n",
		"mysql long":  "*************************** 1. row ***************************\nname: Ines Prade\nborn: 3.4.1988\n*************************** 2. row ***************************\nname: Jost Ahlers\nborn: 9.1.1971\n",
		"psql long":   "-[ RECORD 1 ]-----\nname | Ines Prade\nborn | 3.4.1988\n-[ RECORD 2 ]-----\nname | Jost Ahlers\nborn | 9.1.1971\n",
		"blank lines": "name: Ines Prade\nborn: 3.4.1988\n\nname: Jost Ahlers\nborn: 9.1.1971\n",
	} {
		t.Run(name, func(t *testing.T) {
			rows := strings.NewReplacer(":", "", "=>", "").Replace(barred(t, text))
			for _, want := range []string{"Ines Prade|3.4.1988", "Jost Ahlers|9.1.1971"} {
				if n := strings.Count(rows, want); n != 1 {
					t.Errorf("%d times %s in:\n%s", n, want, rows)
				}
			}
			if !strings.Contains(rows, "name|born") {
				t.Errorf("no heading in:\n%s", rows)
			}
		})
	}
}

// TestNoRecords wants prose, settings and code left as text.
func TestNoRecords(t *testing.T) {
	for name, text := range map[string]string{
		"letter":   "Dear Ann,\n\nas agreed: the room is free on Monday. Two things:\n- please bring: cups\n- the key: at the desk\n\nYours\nBo\n",
		"settings": "[main]\nport = 25\nhost = mx\n\n[log]\nlevel = info\nfile = a.log\n",
		"code":     "func f(a int) {\n\tx := g(a, \"b\")\n\tif x == 1 {\n\t\treturn\n\t}\n\th(x)\n}\n",
	} {
		if isRecords(text) {
			t.Errorf("%s is taken for records", name)
		}
	}
}

// TestRuledTables wants the cells of printed tables without the lines between.
func TestRuledTables(t *testing.T) {
	for name, text := range map[string]string{
		"mysql":    "+------+------+\n| name | born |\n+------+------+\n| Ines | 1988 |\n| Jost | 1971 |\n+------+------+\n",
		"spool":    "-------------\n|name |born |\n-------------\n|Ines |1988 |\n|Jost |1971 |\n-------------\n",
		"markdown": "| name | born |\n|:---|---:|\n| Ines | 1988 |\n| Jost | 1971 |",
		"org":      "| name | born |\n|------+------|\n| Ines | 1988 |\n| Jost | 1971 |\n",
		"grid":     "+------+------+\n| name | born |\n+======+======+\n| Ines | 1988 |\n+------+------+\n| Jost | 1971 |\n+------+------+\n",
		"psql":     " name | born \n------+------\n Ines | 1988 \n Jost | 1971 \n Kaja | 1960 \n",
		"hash":     "name#born#town\nInes#1988#Ulm\nJost#1971#Kiel\n",
	} {
		rows := strings.ReplaceAll(barred(t, text), " ", "")
		if !strings.Contains(rows, "name|born") || !strings.Contains(rows, "Jost|1971") || strings.Contains(rows, "--") || strings.Contains(rows, "==") {
			t.Errorf("%s:\n%s", name, rows)
		}
	}
}

// barred are a text's rows, a line each.
func barred(t *testing.T, text string) string {
	t.Helper()
	var lines []string
	for _, r := range inside(t, "a.txt", "application/octet-stream", []byte(text)).rows {
		lines = append(lines, strings.Trim(strings.Join(r.Cells, "|"), "|"))
	}
	return strings.Join(lines, "\n")
}

// TestBesideRecords wants what stands between and behind records as text.
func TestBesideRecords(t *testing.T) {
	for _, text := range []string{
		"// Aal\n[a]\nname=Ines\nborn=1988\nBarsch\n\n[b]\nname=Jost\nborn=1971\n[c]\nname=Kaja\nborn=1960\n\nDorsch=1\n",
		"Aal\n{name: 'Ines', born: 1988, 'Barsch'},\n{name: 'Jost', born: 1971}, {name: 'Kaja', born: 1960}\nDorsch\n",
	} {
		got := inside(t, "a.txt", "application/octet-stream", []byte(text))
		if len(got.rows) < 3 {
			t.Errorf("no records: %s", got.all())
		}
		for _, word := range []string{"Aal", "Barsch", "Dorsch"} {
			if !strings.Contains(got.all(), word) {
				t.Errorf("%s is lost: %s", word, got.all())
			}
		}
	}
}

// TestOneRecordOfXML: the fields of a form come with their names, which say what a
// number is; a document's paragraphs do not.
func TestOneRecordOfXML(t *testing.T) {
	got := inside(t, "msg.xml", "application/xml", []byte(`<?xml version="1.0"?><message type="A28"><patient><name>Sheila Palmer</name><nhsNumber>4286973603</nhsNumber></patient></message>`))
	if all := got.all(); !strings.Contains(all, "name: Sheila Palmer") || !strings.Contains(all, "nhsNumber: 4286973603") {
		t.Errorf("a form: %q", all)
	}
	got = inside(t, "note.xml", "application/xml", []byte(`<?xml version="1.0"?><doc><title>Minutes</title><para>Anna Berg opens.</para><para>The fair is on Saturday.</para></doc>`))
	if strings.Contains(got.all(), "para:") {
		t.Errorf("a document: %q", got.all())
	}
}
