package extract

import (
	"bytes"
	"fmt"
)

// blipHead is the record head, one identifier and a mark before the bytes of a
// picture ([MS-ODRAW] 2.2.27); a second identifier may follow the first.
const blipHead, blipMore = 8 + 16 + 1, 16

// givePictures hands on the pictures that Office drawings keep in a stream, in the
// order they stand there: JPEG, PNG and TIFF files behind the head of a record.
// Each stands there once, however often it is shown.
func givePictures(f *file, to output, stream []byte) {
	if !f.pictures {
		return
	}
	n := 0
	for at := 0; at+blipHead < len(stream) && !to.stopped(); {
		i := bytes.IndexByte(stream[at:], 0xf0)
		if i < 0 {
			return
		}
		at += i + 1
		head := at - 4 // the type is the second half of a record's first four bytes
		if head < 0 || !isBlip(stream[at-2]) {
			continue
		}
		size := int64(le32(stream, head+4))
		data := stream[head+8:]
		data = data[:min(size, int64(len(data)))]
		for _, skip := range []int{blipHead - 8, blipHead - 8 + blipMore} {
			if len(data) > skip && kindOf(&file{data: data[skip:]}) == kindPicture {
				n++
				to.child(fmt.Sprintf("picture %d", n), data[skip:], f.hidden)
				at = head + 8 + len(data)
				break
			}
		}
	}
}

// isBlip tells the record types of pictures kept as files, without their high
// byte: JPEG, PNG, TIFF ([MS-ODRAW] 2.2.27 to 2.2.33).
func isBlip(low byte) bool { return low == 0x1d || low == 0x1e || low == 0x29 || low == 0x2a }
