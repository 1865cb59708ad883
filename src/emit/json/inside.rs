//! The entries of an object or array as serde hands them over.

use serde::Serialize;
use serde::ser;
use serde_json::Error;

use super::writer::Writer;

/// An open object or array, or a variant that holds one.
pub(super) struct Inside<'w, 'o> {
    writer: &'w mut Writer<'o>,
    first: bool,
    close: u8,
    /// A variant is to be closed too.
    wrapped: bool,
}

impl<'w, 'o> Inside<'w, 'o> {
    pub(super) fn new(writer: &'w mut Writer<'o>, close: u8) -> Self {
        Self { writer, first: true, close, wrapped: false }
    }

    /// The same, within a variant.
    pub(super) fn wrapped(self) -> Self {
        Self { wrapped: true, ..self }
    }

    pub(super) fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.writer.pour()?;
        self.writer.next(std::mem::take(&mut self.first));
        value.serialize(&mut *self.writer)
    }

    fn field(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.writer.next(std::mem::take(&mut self.first));
        // The name of a field, which holds nothing that needs an escape.
        self.writer.out.push(b'"');
        self.writer.out.extend_from_slice(key.as_bytes());
        self.writer.out.push(b'"');
        self.writer.colon();
        value.serialize(&mut *self.writer)
    }

    pub(super) fn finish(self) -> Result<(), Error> {
        self.writer.close(self.first, self.close);
        if self.wrapped {
            self.writer.close_variant();
        }
        Ok(())
    }
}

macro_rules! inside {
    ($($trait:ident: $method:ident),*) => {
        $(impl ser::$trait for Inside<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        })*
    };
}

inside!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl ser::$trait for Inside<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.writer.next(std::mem::take(&mut self.first));
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.out.get(start) == Some(&b'"') {
            return Ok(());
        }
        // A number: serde_json makes a text of it.
        self.writer.out.insert(start, b'"');
        self.writer.out.push(b'"');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.writer.colon();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}
