package extract

// read has f read by the reader of its kind.
func read(k kind, f *file, s *sink) error {
	switch k {
	case kindEmpty, kindIgnored:
		return nil
	case kindPicture:
		return readPicture(f, s)
	case kindEncrypted:
		return encrypted("encrypted file")
	case kindUnsupported, kindUnknown:
		return unsupported("a kind of file that is not read")
	}
	if r := leafReader(k); r != nil {
		return r(f, s)
	}
	if r := containerReader(k); r != nil {
		return r(f, s)
	}
	return unsupported(k.String() + " is not read")
}

// leafReader reads kinds that need no more than the bytes.
func leafReader(k kind) reader {
	switch k {
	case kindText:
		return readText
	case kindTable:
		return readTable
	case kindFixed:
		return readFixed
	case kindRecords:
		return readRecords
	case kindJSON:
		return readJSON
	case kindXML:
		return readXML
	case kindSQL:
		return readSQL
	case kindRTF:
		return readRTF
	case kindTNEF:
		return readTNEF
	case kindXLSB:
		return readXLSB
	case kindVCard:
		return readVCard
	case kindICal:
		return readICal
	case kindLDIF:
		return readLDIF
	case kindMbox:
		return readMbox
	case kindEMF:
		return readMetafile
	case kindDBase:
		return readDBase
	case kindSYLK:
		return readSYLK
	case kindDIF:
		return readDIF
	case kindSQLite:
		return readSQLite
	case kindWord2:
		return readWord2
	case kindStatement:
		return readStatement
	case kindGEDCOM:
		return readGEDCOM
	case kindBase64:
		return readBase64
	}
	return nil
}

// containerReader reads kinds that inflate, hold files, or need an engine.
func containerReader(k kind) func(*file, *sink) error {
	switch k {
	case kindHTML:
		return readHTML
	case kindMHTML:
		return readMHTML
	case kindEML:
		return readEML
	case kindCMS:
		return readCMS
	case kindPDF:
		return readPDF
	case kindXLSX:
		return readXLSX
	case kindDOCX:
		return readDOCX
	case kindPPTX:
		return readPPTX
	case kindODF:
		return readODF
	case kindFlatODF:
		return readFlatODF
	case kindFlatOPC:
		return readFlatOPC
	case kindSpreadsheetML:
		return readSpreadsheetML
	case kindOLE:
		return readCompound
	case kindZip, kindXPS:
		return readZip
	case kindTar:
		return readTar
	case kindAr:
		return readAr
	case kindCpio:
		return readCpio
	case kindCab:
		return readCab
	case kindGzip:
		return single(openGzip)
	case kindBzip2:
		return single(openBzip2)
	case kindXZ:
		return single(openXZ)
	case kindZstd:
		return single(openZstd)
	case kind7z:
		return read7z
	case kindRAR:
		return readRAR
	}
	return nil
}
