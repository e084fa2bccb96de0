// Loaded before the command line (`node --import`): its cache cannot be written, or it dies while it writes.
import { breakDisk } from './breakDisk.mjs';

const { FAULT_CODE: code = 'EIO', FAULT_FOLDER: folder = '' } = process.env;
breakDisk(code, folder);
